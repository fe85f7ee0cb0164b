// kind: pointer
// function: third_word
// forward: drifted
// why: On a char pointer two is two bytes.

typedef unsigned int u32;

#ifdef OLD
u32 third_word(const u32 *words)
{
	return words[2];
}
#else
u32 third_word(const u32 *words)
{
	return *(const u32 *)((const char *)words + 2);
}
#endif
