// kind: switch
// function: digit_class
// forward: same
// why: A range of cases is the same as two comparisons.

#ifdef OLD
int digit_class(int letter)
{
	switch (letter) {
	case '0' ... '9':
		return 1;
	case 'a' ... 'f':
	case 'A' ... 'F':
		return 2;
	}
	return 0;
}
#else
int digit_class(int letter)
{
	if (letter >= '0' && letter <= '9')
		return 1;
	letter |= 0x20;
	if (letter >= 'a' && letter <= 'f')
		return 2;
	return 0;
}
#endif
