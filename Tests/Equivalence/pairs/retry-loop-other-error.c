// kind: loop-form
// function: send_retry
// forward: drifted
// why: Another error is tried again.

int link_send(int value);

#ifdef OLD
int send_retry(int value)
{
	int ret, tries = 3;

	do {
		ret = link_send(value);
	} while (ret == -11 && --tries);
	return ret;
}
#else
int send_retry(int value)
{
	int ret, tries = 3;

	do {
		ret = link_send(value);
	} while (ret == -4 && --tries);
	return ret;
}
#endif
