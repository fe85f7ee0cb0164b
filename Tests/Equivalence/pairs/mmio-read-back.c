// kind: volatile
// function: lamp_kick
// forward: drifted
// as: lamp.base u32*
// why: The register is read back.

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
	put32(value, lamp->base + 4);
	put32(1, lamp->base);
	get32(lamp->base);
}
#endif
