// kind: volatile-bitfield
// function: f
// forward: not-same
// why: A volatile read sees what the function itself wrote there before.
// witness: none: it is about what a run of two builds cannot tell apart

struct r { volatile unsigned a:4; volatile unsigned b:4; };
#ifdef OLD
unsigned f(struct r *r) { return r->a; }
#else
unsigned f(struct r *r) { return r->b; }
#endif
