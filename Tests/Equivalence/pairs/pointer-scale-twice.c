// kind: pointer
// function: third_word
// forward: drifted
// why: The size is multiplied in twice.

typedef unsigned int u32;

#ifdef OLD
u32 third_word(const u32 *words)
{
	return words[2];
}
#else
u32 third_word(const u32 *words)
{
	return *(words + 2 * sizeof(*words));
}
#endif
