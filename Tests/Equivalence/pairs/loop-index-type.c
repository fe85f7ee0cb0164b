// kind: loop-width
// function: mark_all
// forward: any
// why: An index of eight bits never reaches a bound above 255, and the loop does not end.

#ifdef OLD
int mark_all(unsigned short count)
{
	int i, marks = 0;

	for (i = 0; i < count; i++)
		marks += i & 1;
	return marks;
}
#else
int mark_all(unsigned short count)
{
	unsigned char i;
	int marks = 0;

	for (i = 0; i < count; i++)
		marks += i & 1;
	return marks;
}
#endif
