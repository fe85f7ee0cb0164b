// kind: layout
// function: f
// forward: same or unknown
// why: A step over elements goes by the record, which grew at its end.


#ifdef OLD
struct x { int a; int b; };
int f(struct x *p, int n) { int s = 0; while (n-- > 0) { s += p->a; p++; } return s; }
#else
struct x { int a; int b; int c; };
int f(struct x *p, int n) { int s = 0; while (n-- > 0) { s += p->a; p++; } return s; }
#endif
