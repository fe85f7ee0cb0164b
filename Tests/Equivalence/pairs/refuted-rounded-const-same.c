// kind: layout
// function: f
// forward: same
// why: A constant holds the rounded size of a record, which the other side has as a number.

struct h { char c[30]; };
static const unsigned long hdr = (sizeof(struct h) + 31) & ~31UL;

#ifdef OLD
unsigned long f(void) { return hdr; }
#else
unsigned long f(void) { return 32; }
#endif
