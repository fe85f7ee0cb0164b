// kind: union
// function: cell_poke
// forward: same
// why: A byte of the union is written, or the word is put together anew.

typedef unsigned char u8;
typedef unsigned int u32;
struct cell { union { u32 word; u8 bytes[4]; } at; };

#ifdef OLD
void cell_poke(struct cell *cell, u8 value)
{
	cell->at.bytes[1] = value;
}
#else
void cell_poke(struct cell *cell, u8 value)
{
	cell->at.word = (cell->at.word & 0xffff00ff) | (u32)value << 8;
}
#endif
