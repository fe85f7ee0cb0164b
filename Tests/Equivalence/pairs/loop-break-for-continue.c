// kind: loop-form
// function: live_total
// forward: drifted
// why: The first dead part ends the loop.

struct part { int live, size; };

#ifdef OLD
int live_total(const struct part *parts, unsigned char count)
{
	int i, sum = 0;

	for (i = 0; i < (count & 3); i++) {
		if (!parts[i].live)
			continue;
		sum += parts[i].size;
	}
	return sum;
}
#else
int live_total(const struct part *parts, unsigned char count)
{
	int i, sum = 0;

	for (i = 0; i < (count & 3); i++) {
		if (!parts[i].live)
			break;
		sum += parts[i].size;
	}
	return sum;
}
#endif
