// kind: signature
// function: f
// forward: not-same
// why: A parameter's enumeration is another, in which the numbers changed.

int put(int);

#ifdef OLD
enum a { A0, A1 };
int f(enum a m, int x) { return put(m); }
#else
enum b { B1, B0 };
int f(enum b m) { return put(m); }
#endif
