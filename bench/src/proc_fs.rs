//! What the kernel says about a process: CPU and memory.

use std::fs;
use std::time::Duration;

use crate::failure::{Outcome, fail};

/// CPU time that the threads of a process have used, to the nanosecond. Threads that have ended are not in it:
/// none of the measured programs ends threads while it is measured.
pub fn cpu(pid: u32) -> Outcome<Duration> {
    let mut nanos = 0;
    for task in fs::read_dir(format!("/proc/{pid}/task"))? {
        // A thread may end between the listing and the reading.
        let Ok(text) = fs::read_to_string(task?.path().join("schedstat")) else { continue };
        nanos += first_number(&text)?;
    }
    Ok(Duration::from_nanos(nanos))
}

/// Resident memory of a process in bytes.
pub fn resident_bytes(pid: u32) -> Outcome<u64> {
    let status = fs::read_to_string(format!("/proc/{pid}/status"))?;
    match status.lines().find_map(|line| line.strip_prefix("VmRSS:")) {
        Some(kibibytes) => Ok(first_number(kibibytes)? * 1024),
        None => fail(format!("process {pid} has no resident memory: it has ended")),
    }
}

/// The soft limit of open files of this process, which the programs it starts inherit.
pub fn open_files_limit() -> Outcome<u64> {
    let limits = fs::read_to_string("/proc/self/limits")?;
    match limits.lines().find_map(|line| line.strip_prefix("Max open files")) {
        Some(values) => first_number(values),
        None => fail("/proc/self/limits names no limit of open files"),
    }
}

fn first_number(text: &str) -> Outcome<u64> {
    match text.split_whitespace().next() {
        Some("unlimited") => Ok(u64::MAX),
        Some(number) => Ok(number.parse()?),
        None => fail("a file of /proc is empty"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn this_process_has_used_cpu_and_memory_and_may_open_files() {
        let pid = std::process::id();
        assert!(cpu(pid).expect("cpu") > Duration::ZERO);
        assert!(resident_bytes(pid).expect("memory") > 100_000);
        assert!(open_files_limit().expect("limit") > 0);
    }
}
