// kind: loop-form
// function: send_retry
// forward: same
// why: A do loop with a continue condition against goto.

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
	if (ret != -11)
		return ret;
	if (++tries < 3)
		goto retry;
	return ret;
}
#endif
