// kind: uninitialised
// function: try_read
// forward: drifted
// why: Where the read fails, a value is looked at that nobody has written.

int source_read(int *value);
void source_use(int value);

#ifdef OLD
int try_read(void)
{
	int value = 0, ret;

	ret = source_read(&value);
	if (ret)
		return ret;
	if (value > 3)
		source_use(value);
	return 0;
}
#else
int try_read(void)
{
	int value, ret = source_read(&value);

	if (value > 3)
		source_use(value);
	return ret;
}
#endif
