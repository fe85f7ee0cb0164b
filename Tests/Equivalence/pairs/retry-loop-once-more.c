// kind: loop-form
// function: send_retry
// forward: drifted
// why: It tries a fourth time.

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
	int ret, tries = 0;

retry:
	ret = link_send(value);
	if (ret == -11 && tries++ < 3)
		goto retry;
	return ret;
}
#endif
