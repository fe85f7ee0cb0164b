// kind: moved-array-stride
// function: f
// forward: same
// why: A member that moved keeps its name, however its record was got at.
// witness: none: it is about what a run of two builds cannot tell apart

#ifdef OLD
struct e { int a; };
#else
struct e { int a; int b; };
#endif
int f(void *p, int i) { return ((struct e *)p)[i].a; }
