// kind: volatile
// function: lamp_kick
// forward: same
// as: lamp.base u32*
// why: The accesses are written out, with the value in a local.

typedef unsigned int u32;
struct lamp { char *base; };
static inline void put32(u32 value, void *at) { *(volatile u32 *)at = value; }
static inline u32 get32(void *at) { return *(volatile u32 *)at; }

#ifdef OLD
void lamp_kick(struct lamp *lamp, u32 value)
{
	put32(value, lamp->base + 4);
	put32(1, lamp->base);
}
#else
void lamp_kick(struct lamp *lamp, u32 value)
{
	char *base = lamp->base;
	u32 start = 1;

	*(volatile u32 *)(base + 4) = value;
	*(volatile u32 *)base = start;
}
#endif
