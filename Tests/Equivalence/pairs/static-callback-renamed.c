// kind: refuted
// function: f
// forward: same or unknown
// why: A static callback has another name and the same body.
// witness: none: it is about what a run of two builds cannot tell apart

void set(int (*cb)(int));
int h(int);

#ifdef OLD
static int op(int x) { if (x > 3) return -22; return h(x); }
void f(void) { set(op); }
#else
static int lamp_op(int x) { if (x > 3) return -22; return h(x); }
void f(void) { set(lamp_op); }
#endif
