// kind: union
// function: half_low
// forward: same
// why: The low half through the union or by a mask.

typedef unsigned short u16;
typedef unsigned int u32;
union word { u32 whole; u16 halves[2]; };

#ifdef OLD
u32 half_low(u32 value)
{
	union word word = { .whole = value };

	return word.halves[0];
}
#else
u32 half_low(u32 value)
{
	return value & 0xffff;
}
#endif
