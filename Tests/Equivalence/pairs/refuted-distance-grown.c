// kind: layout
// function: f
// forward: same or unknown
// why: The number of elements between two goes by the record, which grew at its end.


#ifdef OLD
struct x { int a; int b; };
long f(struct x *p, struct x *q) { return p - q; }
#else
struct x { int a; int b; int c; int d; };
long f(struct x *p, struct x *q) { return p - q; }
#endif
