// kind: pointer
// function: third_word
// forward: same
// why: Indexing and arithmetic on pointers have the same scale.

typedef unsigned int u32;

#ifdef OLD
u32 third_word(const u32 *words)
{
	return words[2];
}
#else
u32 third_word(const u32 *words)
{
	return *(const u32 *)((const char *)words + 8);
}
#endif
