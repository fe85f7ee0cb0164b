// kind: layout
// function: f
// forward: same or unknown
// why: The same member is read, wherever it lies.

typedef unsigned short u16; typedef unsigned int u32;

#ifdef OLD
struct s { union { struct { u16 lo, hi; }; u32 word; }; };
int f(void *data) { struct s *s = data; return s->lo; }
#else
struct s { union { struct { u16 hi, lo; }; u32 word; }; };
int f(void *data) { struct s *s = data; return s->lo; }
#endif
