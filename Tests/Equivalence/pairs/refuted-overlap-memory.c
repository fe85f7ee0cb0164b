// kind: overlap-memory
// function: f
// forward: not-same
// why: Accesses that need not be aligned may lie across each other.
// witness: none: it is about what a run of two builds cannot tell apart

void *memcpy(void *, const void *, unsigned long);
#ifdef OLD
void f(char *p, char *q) { unsigned x = 5, y = 6; memcpy(p, &x, 4); memcpy(q, &y, 4); }
#else
void f(char *p, char *q) { unsigned x = 5, y = 6; if (p == q) { memcpy(q, &y, 4); } else { memcpy(q, &y, 4); memcpy(p, &x, 4); } }
#endif
