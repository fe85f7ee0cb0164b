// kind: log
// function: lamp_check
// forward: same-but-log
// why: The message is gone.

int _printk(const char *fmt, ...);
#define KERN_ERR "\0013"
#define KERN_WARNING "\0014"
#define KERN_INFO "\0016"
#define pr_err(fmt, ...) _printk(KERN_ERR fmt, ##__VA_ARGS__)
#define pr_warn(fmt, ...) _printk(KERN_WARNING fmt, ##__VA_ARGS__)
#define pr_info(fmt, ...) _printk(KERN_INFO fmt, ##__VA_ARGS__)
struct lamp { int level; const char *name; };

#ifdef OLD
int lamp_check(struct lamp *lamp)
{
	if (lamp->level > 10) {
		pr_err("lamp %s: level %d\n", lamp->name, lamp->level);
		return -22;
	}
	return 0;
}
#else
int lamp_check(struct lamp *lamp)
{
	return lamp->level > 10 ? -22 : 0;
}
#endif
