// kind: dead-code
// function: half_of
// forward: drifted
// why: One value of those that the mask leaves is now refused.

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
	unsigned int low = value & 0xff;

	if (low >= 255)
		return -1;
	return low / 2;
}
#endif
