// kind: layout
// function: f
// forward: same or unknown
// why: A record that grew is copied whole.


#ifdef OLD
struct x { int a; int b; };
void f(struct x *p, struct x *q) { *p = *q; }
#else
struct x { int a; int b; int c; int d; };
void f(struct x *p, struct x *q) { *p = *q; }
#endif
