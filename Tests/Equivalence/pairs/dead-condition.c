// kind: dead-code
// function: half_of
// forward: same
// why: The condition cannot hold for what the mask leaves.

#ifdef OLD
int half_of(unsigned int value)
{
	unsigned int low = value & 0xff;

	if (low > 255)
		return -1;
	return low / 2;
}
#else
int half_of(unsigned int value)
{
	return (value & 0xff) >> 1;
}
#endif
