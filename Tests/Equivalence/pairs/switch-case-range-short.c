// kind: switch
// function: digit_class
// forward: drifted
// why: The range ends one letter early.

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
	switch (letter) {
	case '0' ... '9':
		return 1;
	case 'a' ... 'e':
	case 'A' ... 'F':
		return 2;
	}
	return 0;
}
#endif
