// kind: signature
// function: flip
// forward: unknown
// why: A table names the helper as well: others may call it.

void relay_pulse(int side);
struct ops { void (*flip)(void); };

#ifdef OLD
static void flip(int side, int how) { if (!how) relay_pulse(side); }
void relay_flip(int side) { flip(side, 0); }
#else
static void flip(int side) { relay_pulse(side); }
void relay_flip(int side) { flip(side); }
#endif
struct ops relay_ops = { (void (*)(void))flip };
