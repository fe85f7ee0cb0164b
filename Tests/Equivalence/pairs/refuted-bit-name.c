// kind: layout
// function: f
// forward: not-same
// why: A helper that has "bit" in its name writes two words.

typedef unsigned int u32;
static void arbiter_clear(u32 *p) { p[0] = 0; p[1] = 0; }

#ifdef OLD
struct s { u32 a; u32 b; u32 c; };
u32 f(struct s *s) { s->b = 7; arbiter_clear(&s->a); return s->b; }
#else
struct s { u32 a; u32 c; u32 b; };
u32 f(struct s *s) { s->b = 7; arbiter_clear(&s->a); return s->b; }
#endif
