// kind: layout
// function: f
// forward: not-same
// why: A device gets the bytes of a record whose members changed places.

typedef unsigned int u32;
void memcpy_toio(volatile void *, const void *, unsigned long);

#ifdef OLD
struct cmd { u32 op; u32 arg; };
void f(volatile void *io, u32 op) { struct cmd c = { .op = op, .arg = 1 }; memcpy_toio(io, &c, sizeof(c)); }
#else
struct cmd { u32 arg; u32 op; };
void f(volatile void *io, u32 op) { struct cmd c = { .op = op, .arg = 1 }; memcpy_toio(io, &c, sizeof(c)); }
#endif
