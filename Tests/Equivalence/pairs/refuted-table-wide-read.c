// kind: table-wide-read
// function: f
// forward: not-same
// why: Arguments beyond those that a body names, and large locals, are seen.
// witness: none: it is about what a run of two builds cannot tell apart

#ifdef OLD
static const unsigned char t[8] = { 1, 2, 3, 4 };
#else
static const unsigned char t[8] = { 1, 2, 3, 5 };
#endif
unsigned f(void) { return *(const unsigned *)t; }
