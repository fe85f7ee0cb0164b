// kind: memcpy-char-overlap
// function: f
// forward: not-same
// why: Accesses that need not be aligned may lie across each other.
// witness: none: it is about what a run of two builds cannot tell apart

void *memcpy(void *, const void *, unsigned long);
#ifdef OLD
unsigned f(char *p, char *q) { unsigned x = 5, y; memcpy(p, &x, 4); memcpy(&y, q, 4); return y; }
#else
unsigned f(char *p, char *q) { unsigned x = 5, y; memcpy(&y, q, 4); memcpy(p, &x, 4); return p == q ? 5 : y; }
#endif
