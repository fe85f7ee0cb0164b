// kind: signature
// function: h
// forward: not-same
// why: The helper's static variable begins with another number.


#ifdef OLD
static int h(void) { static int n = 1; return n++; }
int f(int a) { if (a) return h(); return 0; }
#else
static int h(int unused) { static int n = 5; return n++; }
int f(int a) { return a ? h(0) : 0; }
#endif
