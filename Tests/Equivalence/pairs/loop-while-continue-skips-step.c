// kind: loop-form
// function: live_total
// forward: any
// why: A continue in a while loop skips the step, so that a dead part is looked at forever.

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
	int i = 0, sum = 0;

	while (i < (count & 3)) {
		if (!parts[i].live)
			continue;
		sum += parts[i].size;
		i++;
	}
	return sum;
}
#endif
