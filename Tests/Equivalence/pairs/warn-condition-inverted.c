// kind: warn
// function: port_check
// forward: same
// why: The same warning with the condition written the other way.

void warn_slowpath_fmt(const char *file, int line, unsigned int taint, const char *fmt, ...);
#define WARN_ON(condition) ({ \
	int __warned = !!(condition); \
	if (__warned) \
		warn_slowpath_fmt(__FILE__, __LINE__, 9, (void *)0); \
	__warned; })
struct port { int users, open; };

#ifdef OLD
int port_check(struct port *port)
{
	if (WARN_ON(port->users < 0 || !port->open))
		return -22;
	return 0;
}
#else
int port_check(struct port *port)
{
	int ok = port->users >= 0 && port->open;

	return WARN_ON(!ok) ? -22 : 0;
}
#endif
