// kind: union
// function: lamp_word
// forward: same
// why: Two halves of a word, read one by one, are the word (little endian); no object lies at the end of the address space.

typedef unsigned short u16;
typedef unsigned int u32;
struct lamp {
	int state;
	union {
		u32 word;
		u16 half[2];
	};
};

#ifdef OLD
u32 lamp_word(struct lamp *lamp)
{
	return lamp->half[0] | lamp->half[1] << 16;
}
#else
u32 lamp_word(struct lamp *lamp)
{
	return lamp->word;
}
#endif
