// kind: layout
// function: fill
// forward: same or unknown
// why: The record without a tag is reordered and its members are reached by name.
typedef unsigned int u32;
#ifdef OLD
static struct { u32 a; u32 b; } state;
#else
static struct { u32 z; u32 b; u32 a; } state;
#endif
void fill(u32 x) { state.a = x; state.b = 2 * x; }
