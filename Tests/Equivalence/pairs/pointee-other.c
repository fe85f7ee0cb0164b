// kind: layout
// function: first_word
// forward: not-same
// why: The element behind the pointer has no tag and is reordered; the first word is another member.
typedef unsigned int u32;
#ifdef OLD
struct box { struct { u32 a; u32 b; } *e; };
#else
struct box { struct { u32 b; u32 a; } *e; };
#endif
u32 first_word(struct box *b) { return *(u32 *)b->e; }
