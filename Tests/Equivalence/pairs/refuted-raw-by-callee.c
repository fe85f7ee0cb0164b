// kind: layout
// function: f
// forward: not-same
// why: A helper hands on the record as bytes, whose first word is another member.

typedef unsigned int u32;

#ifdef OLD
struct s { u32 a; u32 b; };
static void *raw(struct s *s) { return s; }
u32 f(struct s *s) { u32 *w; s->a = 5; s->b = 7; w = raw(s); return w[0]; }
#else
struct s { u32 b; u32 a; };
static void *raw(struct s *s) { return s; }
u32 f(struct s *s) { u32 *w; s->a = 5; s->b = 7; w = raw(s); return w[0]; }
#endif
