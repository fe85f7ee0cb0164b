// kind: shift
// function: slot_of
// forward: drifted
// why: The remainder of a negative number is negative, what a mask leaves is not.

#ifdef OLD
int slot_of(int at)
{
	return at % 16;
}
#else
int slot_of(int at)
{
	return at & 15;
}
#endif
