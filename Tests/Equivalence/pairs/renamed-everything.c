// kind: rename
// function: weigh
// forward: same
// why: Only names of locals, parameters and labels differ.

int scale_read(int channel);

#ifdef OLD
int weigh(int channel, int times)
{
	int i, sum = 0, value;

	for (i = 0; i < (times & 7); i++) {
		value = scale_read(channel);
		if (value < 0)
			goto fail;
		sum += value;
	}
	return sum;
fail:
	return value;
}
#else
int weigh(int port, int count)
{
	int step, total = 0, grams;

	for (step = 0; step < (count & 7); step++) {
		grams = scale_read(port);
		if (grams < 0)
			goto out;
		total += grams;
	}
	return total;
out:
	return grams;
}
#endif
