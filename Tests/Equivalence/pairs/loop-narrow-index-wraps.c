// kind: loop-form
// function: mark_all
// forward: not-same
// why: An index of eight bits never reaches a count of 256 or more: the loop does not end.

#ifdef OLD
void mark_all(unsigned char *marks, unsigned short count)
{
	int i;

	for (i = 0; i < count; i++)
		marks[i] = 1;
}
#else
void mark_all(unsigned char *marks, unsigned short count)
{
	unsigned char i;

	for (i = 0; i < count; i++)
		marks[i] = 1;
}
#endif
