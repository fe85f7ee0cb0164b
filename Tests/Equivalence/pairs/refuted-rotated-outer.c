// kind: rotated-outer
// function: f
// forward: not-same
// why: Where objects lie is not known.
// witness: none: it is about what a run of two builds cannot tell apart

void ev1(int); void ev2(int); void body(int);
#ifdef OLD
void f(int n, int m) { int i = 0, j; do { ev1(i); ev2(i); for (j = 0; j < n; j++) body(j); i++; } while (i < m); }
#else
void f(int n, int m) { int i = 0, j; ev1(0); for (;;) { ev2(i); for (j = 0; j < n; j++) body(j); i = i ? i + 2 : 1; if (i >= m) break; ev1(i); } }
#endif
