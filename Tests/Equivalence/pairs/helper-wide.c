// kind: layout
// function: lamp_clear
// forward: not-same
// why: A helper writes two members from the address of the first; the new layout has something else behind it.
typedef unsigned int u32;
#ifdef OLD
struct lamp { u32 a; u32 b; u32 keep; };
#else
struct lamp { u32 keep; u32 a; u32 other; u32 b; };
#endif
static void clear_two(u32 *p) { *(unsigned long long *)p = 0; }
void lamp_clear(struct lamp *l) { clear_two(&l->a); }
