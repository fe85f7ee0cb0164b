// kind: layout
// function: state_b
// forward: not-same
// why: The record without a tag is reordered and its first word is read through a pointer to it.
typedef unsigned int u32;
#ifdef OLD
static struct { u32 a; u32 b; } state;
#else
static struct { u32 b; u32 a; } state;
#endif
u32 state_b(void) { return *(u32 *)&state; }
void fill(u32 x) { state.a = x; state.b = 2 * x; }
