// kind: goto-same-object
// function: f
// forward: not-same
// why: Locals are seen through pointers to them, and behind loops.
// witness: none: it is about what a run of two builds cannot tell apart

void reg(int *); void poke(void);
#ifdef OLD
int f(int n) { again:; int x = 0; poke(); if (x == 5) return 1; reg(&x); if (n-- > 0) goto again; return 0; }
#else
int f(int n) { again:; int x = 0; poke(); reg(&x); if (n-- > 0) goto again; return 0; }
#endif
