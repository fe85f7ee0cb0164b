// kind: hidden-by-pointer
// function: f
// forward: not-same
// why: Locals are seen through pointers to them, and behind loops.
// witness: none: it is about what a run of two builds cannot tell apart

void foo(void);
#ifdef OLD
int f(int a) { int x; int *p = &x; x = a; foo(); return *p; }
#else
int f(int a) { int x; int *p = &x; x = a + 1; foo(); return *p; }
#endif
