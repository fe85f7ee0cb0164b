// kind: signature
// function: h
// forward: not-same
// why: Another name leads to the function.


#ifdef OLD
static int h(int a) { return a; }
extern int pub(int a) __attribute__((alias("h")));
int f(int a) { return h(a & 1); }
#else
static int h(int a, int b) { return a + b; }
extern int pub(int a, int b) __attribute__((alias("h")));
int f(int a) { int x = a & 1; return h(x, 0); }
#endif
