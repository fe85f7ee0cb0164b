// kind: signature
// function: f
// forward: not-same
// why: A record by value, which is another one of that size.


#ifdef OLD
struct a { int x, y; };
int f(struct a v, int n) { return v.x; }
#else
struct b { int y, x; };
int f(struct b v) { return v.y; }
#endif
