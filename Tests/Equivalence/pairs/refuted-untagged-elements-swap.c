// kind: layout
// function: f
// forward: not-same
// why: Another member of an array's element is read; members changed places.


#ifdef OLD
struct lamp { int id; struct { int a; int b; } e[4]; };
int f(struct lamp *l, int i) { return l->e[i].a; }
#else
struct lamp { int id; struct { int b; int a; } e[4]; };
int f(struct lamp *l, int i) { return l->e[i].b; }
#endif
