// kind: signature
// function: g
// forward: not-same
// why: A parameter went and another came; a caller was forgotten.

void out(int, int);

#ifdef OLD
static int put(int a, int b, long c) { out(a, (int)c); return 0; }
int g(int x) { return put(x, 1, 2); }
int h(int x) { return put(x, 3, 4); }
#else
static int put(int a, long c, int d) { out(a, (int)c); return 0; }
int g(int x) { return put(x, 1, 2); }
int h(int x) { return put(x, 4, 3); }
#endif
